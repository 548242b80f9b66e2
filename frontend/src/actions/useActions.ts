import { useLayoutEffect, useRef } from 'react'

import { belongsToTarget, isTyping, keyName } from './keyboard'
import { findAction } from './types'
import type { Action } from './types'

/** One listener for the whole list. Shortcuts rest while typing and while `enabled` is false. */
export function useActions<Context>(
  actions: readonly Action<Context>[],
  context: Context,
  enabled: boolean,
): void {
  const latest = useRef({ actions, context })
  // With what is drawn, not a moment later: a key acts on what the rater sees.
  useLayoutEffect(() => {
    latest.current = { actions, context }
  })
  useLayoutEffect(() => {
    if (!enabled) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      if (isTyping(event.target) || belongsToTarget(event)) return
      const { actions: list, context: now } = latest.current
      const key = keyName(event)
      const action = findAction(list, now, key)
      if (!action || (event.repeat && !action.repeats)) return
      event.preventDefault()
      action.run(now, key)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [enabled])
}
