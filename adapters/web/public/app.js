import './many.js'
import './keys.js'
import './look.js'
import { openChat } from './chat.js'
import { openDesk } from './desk.js'
import { connect } from './live.js'
import { remember } from './patch.js'
import { showHalf } from './settings.js'

// What the server drew is noted before anything here changes it.
remember(document.body)
showHalf(document.querySelector('.sides').dataset.shown)
openChat()
openDesk()
connect()
