/** What this browser remembers for the person, apart from answers. */
const AUTOPLAY = 'emotate:autoplay'

export function readAutoplay(): boolean {
  return localStorage.getItem(AUTOPLAY) === 'yes'
}

export function writeAutoplay(allowed: boolean): void {
  localStorage.setItem(AUTOPLAY, allowed ? 'yes' : 'no')
}
