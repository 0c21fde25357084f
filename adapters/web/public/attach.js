import { tell, words } from './talk-to-server.js'

/**
 * Files of a message that is being written: chosen, dropped or pasted; uploaded at once, with progress; taken out again
 * before sending. What is attached stands in the composer's own list, so nothing is remembered elsewhere.
 */
const listOf = (form) => form.querySelector('[data-attached]')
const sideOf = (form) => form.querySelector('[data-attach]')?.dataset.attach

/** What has arrived and will be sent. */
export const attachedTo = (form) =>
  [...(listOf(form)?.querySelectorAll('[data-file]') ?? [])].map(({ dataset }) => ({
    id: dataset.file,
    name: dataset.name,
  }))
export const isUploading = (form) => Boolean(listOf(form)?.querySelector('progress'))
export const clearAttached = (form) => listOf(form)?.replaceChildren()

function attach(form, files) {
  const side = sideOf(form)
  if (side) for (const file of files) upload(form, side, file)
}

function upload(form, side, file) {
  const item = document.createElement('li')
  item.className = 'file'
  const name = Object.assign(document.createElement('span'), { textContent: file.name || 'image.png' })
  const bar = Object.assign(document.createElement('progress'), { max: 1, value: 0 })
  bar.setAttribute('aria-label', name.textContent)
  const size = document.createElement('small')
  const remove = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'tool',
    textContent: '✕',
  })
  remove.setAttribute('aria-label', words.detach.replace('…', name.textContent))
  item.append(name, bar, size, remove)
  listOf(form).append(item)

  // fetch tells nothing of what has been sent so far
  const request = new XMLHttpRequest()
  request.open('POST', `/files/${side}`)
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.setRequestHeader('x-file-name', encodeURIComponent(name.textContent))
  request.responseType = 'json'
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.value = total ? loaded / total : 0
  })
  request.addEventListener('load', () => {
    const answer = request.response ?? {}
    if (!answer.done) {
      item.remove()
      tell(`${name.textContent}: ${answer.notice ?? words.failed}`)
      return
    }
    bar.remove()
    Object.assign(item.dataset, { file: answer.id, name: answer.name })
    name.textContent = answer.name
    size.textContent = answer.size
  })
  request.addEventListener('error', () => {
    item.remove()
    tell(words.failed, () => upload(form, side, file))
  })
  remove.addEventListener('click', () => {
    request.abort()
    item.remove()
    form.querySelector('textarea').focus({ preventScroll: true })
    if (item.dataset.file)
      void fetch(`/files/${side}/${item.dataset.file}/discard`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      }).catch(() => {}) // unsent files go by themselves
  })
  request.send(file)
}

const composerAt = (target) => {
  const half = target.closest?.('.half')
  return half?.querySelector('form.composer')
}

document.addEventListener('change', ({ target }) => {
  if (!target.matches('[data-attach]')) return
  attach(target.form, target.files)
  target.value = ''
})
document.addEventListener('paste', (event) => {
  const files = [...(event.clipboardData?.files ?? [])]
  const form = files.length && event.target.closest?.('form.composer')
  if (!form) return
  event.preventDefault()
  attach(form, files)
})
document.addEventListener('dragover', (event) => {
  if (![...(event.dataTransfer?.types ?? [])].includes('Files')) return
  event.preventDefault()
  for (const form of document.querySelectorAll('form.composer'))
    form.classList.toggle('dropping', form === composerAt(event.target))
})
const endDrop = () => {
  for (const form of document.querySelectorAll('form.composer.dropping')) form.classList.remove('dropping')
}
document.addEventListener('dragleave', ({ relatedTarget }) => relatedTarget || endDrop())
document.addEventListener('drop', (event) => {
  if (!event.dataTransfer?.files.length) return
  event.preventDefault()
  endDrop()
  const form = composerAt(event.target)
  if (form) attach(form, event.dataTransfer.files)
})
