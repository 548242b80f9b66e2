import { useCallback, useLayoutEffect, useRef } from 'react'

/** A function that stays the same from render to render and always runs the latest one. */
export function useStable<Given extends unknown[], Result>(
  run: (...given: Given) => Result,
): (...given: Given) => Result {
  const latest = useRef(run)
  useLayoutEffect(() => {
    latest.current = run
  })
  return useCallback((...given: Given) => latest.current(...given), [])
}
