import { post, tell, words } from './talk-to-server.js'

/** Pressed by a person: a link alone signs nobody in, so that whoever previews it uses nothing up. */
document.querySelector('[data-token]')?.addEventListener('click', async ({ target }) => {
  const reply = await post('/sign-in', { token: target.dataset.token })
  if (reply?.done) location.replace('/')
  else tell(reply?.notice ?? words.failed)
})
