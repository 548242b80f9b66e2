import { useRef } from 'react'

/**
 * For a slider: a finger that scrolls the page from there has set it already when the browser takes
 * the movement for its own. What stood before comes back, or scrolling would be answering.
 */
export function useScrollGuard(
  value: number | null,
  restore: (value: number | null) => void,
): { onPointerDown: () => void; onPointerCancel: () => void } {
  const before = useRef(value)
  return {
    onPointerDown: () => {
      before.current = value
    },
    onPointerCancel: () => {
      restore(before.current)
    },
  }
}
