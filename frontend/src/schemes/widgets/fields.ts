/** Fields inside a question: the focus goes back to the question when the rater leaves them. */

/** Gives the focus back to the question, where letters and digits are keys again. */
export function leaveField(field: Element): void {
  field.closest<HTMLElement>('[role="group"][tabindex]')?.focus({ preventScroll: true })
}

/** Escape and Ctrl+Enter leave a field; so does Enter where there is one line only. */
export function leaveOnKey(event: React.KeyboardEvent<HTMLElement>, oneLine: boolean): void {
  const enter = event.key === 'Enter' && (oneLine || event.ctrlKey || event.metaKey)
  if (event.nativeEvent.isComposing || (event.key !== 'Escape' && !enter)) return
  event.preventDefault()
  event.stopPropagation()
  leaveField(event.currentTarget)
}
