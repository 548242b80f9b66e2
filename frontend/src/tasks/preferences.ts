/** What this browser remembers for the person, apart from answers. */

/**
 * How the rating page is shared out. `wide`: half for the media. `sound`: sound needs less than a
 * picture. `labels`: less still, where many labels want columns.
 */
export const ROOMS = ['wide', 'sound', 'labels'] as const
export type Room = (typeof ROOMS)[number]

const AUTOPLAY = 'emotate:autoplay'

export function readAutoplay(): boolean {
  return localStorage.getItem(AUTOPLAY) === 'yes'
}

export function writeAutoplay(allowed: boolean): void {
  localStorage.setItem(AUTOPLAY, allowed ? 'yes' : 'no')
}

const SPECTROGRAM = 'emotate:spectrogram'

export function readSpectrogram(): boolean {
  return localStorage.getItem(SPECTROGRAM) === 'yes'
}

export function writeSpectrogram(shown: boolean): void {
  localStorage.setItem(SPECTROGRAM, shown ? 'yes' : 'no')
}

const noteKey = (user: number, slug: string) => `emotate:noted:${String(user)}:${slug}`

/** The content note that this person accepted for a project; null before the first. */
export function readNoted(user: number, slug: string): string | null {
  return localStorage.getItem(noteKey(user, slug))
}

export function writeNoted(user: number, slug: string, note: string): void {
  localStorage.setItem(noteKey(user, slug), note)
}

const roomKey = (slug: string) => `emotate:room:${slug}`

/** How the page of a project is shared out; null before its first item. */
export function readRoom(slug: string): Room | null {
  const kept = localStorage.getItem(roomKey(slug))
  return ROOMS.find((room) => room === kept) ?? null
}

export function writeRoom(slug: string, room: Room): void {
  localStorage.setItem(roomKey(slug), room)
}
