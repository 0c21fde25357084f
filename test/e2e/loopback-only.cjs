/** Preloaded into programs that would listen on every interface: in tests nothing of theirs is reachable from outside. */
const { Server } = require('node:net')

const listen = Server.prototype.listen
Server.prototype.listen = function listenHere(port, ...rest) {
  if (typeof port !== 'number' && typeof port !== 'string') return listen.call(this, port, ...rest)
  return listen.call(this, port, '127.0.0.1', ...rest.filter((one) => typeof one === 'function'))
}
