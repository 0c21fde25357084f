import { post, tell, words } from './talk-to-server.js'

/** How every page looks and in which language, and the way out. */
document.addEventListener('change', ({ target }) => {
  if (!target.matches('[data-theme-choice]')) return
  document.documentElement.dataset.theme = target.value
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser, and this is no secret
  document.cookie = `guichet_theme=${target.value};path=/;max-age=31536000;samesite=lax`
})
document.addEventListener('click', async (event) => {
  const language = event.target.closest('[data-language]')
  if (language) {
    const query = new URLSearchParams(location.search)
    query.set('lang', language.lang)
    language.href = `${location.pathname}?${query}`
  }
  if (!event.target.closest('[data-sign-out]')) return
  const reply = await post('/sign-out', {})
  if (reply?.done) location.replace('/')
  else tell(words.failed)
})
