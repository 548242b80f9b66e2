/** From a keyboard event to the name of a key, and when shortcuts rest. */

const TEXT_INPUTS = new Set(['text', 'search', 'password', 'email', 'number', 'tel', 'url', 'date'])
const PRESSED_BY = new Set([' ', 'Enter'])

export function keyName(event: KeyboardEvent): string {
  const printable = event.key.length === 1
  // AltGr reports Ctrl and Alt as well, but only helps to type the character.
  const altGraph = event.getModifierState('AltGraph')
  let name = event.key === ' ' ? 'Space' : event.key
  if (printable && /[A-Z]/.test(event.key)) name = event.key.toLowerCase()
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

/** Space and Enter belong to a focused button, link or box; the page must not take them away. */
export function belongsToTarget(event: KeyboardEvent): boolean {
  const { target } = event
  if (!PRESSED_BY.has(event.key) || !(target instanceof Element)) return false
  if (target.closest('button, a[href], summary, [role="menuitem"], [role="tab"]')) return true
  const box = target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type)
  return box && event.key === ' '
}
