/** Signs that mean something to the desk, by the names that platforms give them (Slack's names, Teams' old six). */
const named: Readonly<Record<string, string>> = {
  eyes: '👀',
  white_check_mark: '✅',
  heavy_check_mark: '✅',
  rotating_light: '🚨',
  ticket: '🎫',
  admission_tickets: '🎫',
  mega: '📣',
  shushing_face: '🤫',
  '+1': '👍',
  thumbsup: '👍',
  like: '👍',
  heart: '❤️',
  laugh: '😆',
  surprised: '😮',
  sad: '🙁',
  angry: '😡',
}

/**
 * One way to write a reaction, whatever the platform calls it: the character itself where it is known (`eyes`,
 * `+1::skin-tone-2`, `1f440_eyes`, `👀`), else the platform's own name.
 */
export function emojiOf(name: string): string {
  const bare = name.replace(/^:|:$/g, '').replace(/::skin-tone-\d$/, '')
  const points = /^((?:[0-9a-f]{4,6}-?)+)_/i
    .exec(bare)?.[1]
    ?.split('-')
    .map((hex) => Number.parseInt(hex, 16))
  if (points?.every((point) => point <= 0x10ffff)) return String.fromCodePoint(...points)
  return (Object.hasOwn(named, bare) ? named[bare] : undefined) ?? bare
}
