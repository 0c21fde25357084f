/** Signs that mean something to the desk, by the names that platforms give them (Slack's names, Teams' old six). */
const named: Readonly<Record<string, string>> = {
  eyes: '👀',
  white_check_mark: '✅',
  heavy_check_mark: '✅',
  rotating_light: '🚨',
  ticket: '🎫',
  admission_tickets: '🎫',
  mega: '📣',
  pushpin: '📌',
  shushing_face: '🤫',
  '+1': '👍',
  thumbsup: '👍',
  like: '👍',
  heart: '❤️',
  '❤': '❤️',
  pray: '🙏',
  tada: '🎉',
  clap: '👏',
  laugh: '😆',
  laughing: '😆',
  satisfied: '😆',
  surprised: '😮',
  open_mouth: '😮',
  sad: '🙁',
  slightly_frowning_face: '🙁',
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
  const sign = points?.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : bare
  return (Object.hasOwn(named, sign) ? named[sign] : undefined) ?? sign
}
