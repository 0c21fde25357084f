/** What `guichet replies` says to operators. This file is the shape; replies-texts.fr.ts must match it. */
export const en = {
  list: 'list what is kept',
  preview: 'show a reply as a requester would read it',
  export: 'print all of them as JSON, to edit and import again',
  import: 'keep every reply of a JSON file (a list); those of the same name are replaced',
  remove: 'remove one',
  none: 'Nothing is kept ready.',
  unknown: (name: string) => `There is no reply “${name}”.`,
  kept: (count: number) => `${count} kept.`,
  removed: (name: string) => `“${name}” was removed.`,
  notJson: (file: string) => `${file} cannot be read as JSON.`,
  refused: (place: string) =>
    `Not kept, nothing was changed. Mend this: ${place}. A reply has name, title {en, fr}, text {en, fr} and, for a macro, changes; a text may name {requester}, {number}, {title}, {due} and {agent}.`,
  sample: { requester: 'Marie', number: '#1042', title: 'VPN error 809', due: '14:00', agent: 'Karim' },
}
