import type { DeskSettings } from '../scope.ts'

const megabyte = 1_000_000
/** As FILE_MAX_MB and FILE_DAYS are by default. */
export const usualMegabytes = 20
export const usualDays = 365
/** How many uploaded files of one person may wait to be sent. */
export const mostUnsent = 20

export const mostBytesOf = ({ fileMostBytes = usualMegabytes * megabyte }: Pick<DeskSettings, 'fileMostBytes'>) =>
  fileMostBytes
export const megabytesOf = (settings: Pick<DeskSettings, 'fileMostBytes'>) => mostBytesOf(settings) / megabyte
