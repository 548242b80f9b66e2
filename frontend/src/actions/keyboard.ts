/** From a keyboard event to the name of a key, and when shortcuts rest. */

const TEXT_INPUTS = new Set(['text', 'search', 'password', 'email', 'number', 'tel', 'url', 'date'])
const PRESSED_BY = new Set([' ', 'Enter'])
const MOVED_BY = new Set(['ArrowLeft', 'ArrowRight'])

/** Keys that carry signs where a keyboard of another script has letters, by their place: plain, and with Shift. */
const SIGNS: Record<string, readonly [string, string]> = {
  Backquote: ['`', '~'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
}

/** Letters and signs of a script that is not Latin; names of keys ("Enter") are ASCII. */
function isForeign(key: string): boolean {
  // eslint-disable-next-line no-control-regex
  return /[^\u0000-\u007f]/.test(key) && !/\p{Script=Latin}/u.test(key)
}

/** The digit that a digit of any script stands for. */
function digitOf(key: string): string | null {
  const point = key.codePointAt(0)
  if (point === undefined || !/^\p{Nd}$/u.test(key)) return null
  // Digits of a script lie side by side, from 0 to 9.
  let zero = point
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1)) && point - zero < 9) zero -= 1
  return String(point - zero)
}

/**
 * What the key prints; on a keyboard of another script, what its place prints on a Latin one. Shortcuts are Latin
 * letters, which an Arabic, Greek or Cyrillic keyboard does not give.
 */
function printed(event: KeyboardEvent): string {
  const { key, code, shiftKey } = event
  if (!isForeign(key)) return key
  const digit = digitOf(key)
  if (digit !== null) return digit
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return letter.toLowerCase()
  return SIGNS[code]?.[shiftKey ? 1 : 0] ?? key
}

export function keyName(event: KeyboardEvent): string {
  const key = printed(event)
  const printable = key.length === 1
  // AltGr reports Ctrl and Alt as well, but only helps to type the character.
  const altGraph = event.getModifierState('AltGraph')
  let name = key === ' ' ? 'Space' : key
  if (printable && /[A-Z]/.test(key)) name = key.toLowerCase()
  const prefix: string[] = []
  if ((event.ctrlKey || event.metaKey) && !altGraph) prefix.push('Ctrl')
  if (event.altKey && !altGraph) prefix.push('Alt')
  if (event.shiftKey && (!printable || prefix.length > 0)) prefix.push('Shift')
  return [...prefix, name].join('+')
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && TEXT_INPUTS.has(target.type)
}

/** Space and Enter belong to a focused button, link or box, left and right to a slider. */
export function belongsToTarget(event: KeyboardEvent): boolean {
  const { target } = event
  if (!(target instanceof Element)) return false
  if (MOVED_BY.has(event.key) && target.closest('input[type="range"]')) return true
  if (!PRESSED_BY.has(event.key)) return false
  if (target.closest('button, a[href], summary, [role="menuitem"], [role="tab"]')) return true
  const box = target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type)
  return box && event.key === ' '
}
