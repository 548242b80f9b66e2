/**
 * Actions as data: buttons, shortcuts and the help sheet read one list.
 *
 * A key is written as the keyboard reports it (`event.key`), letters in lower case, with `Ctrl+`
 * (also Command) and, for keys that print nothing, `Shift+` before it: `Enter`, `Ctrl+z`,
 * `Shift+ArrowUp`, `!`. The space bar is `Space`.
 */
export interface Action<Context> {
  name: string
  /** The heading under which the help sheet lists it. */
  group: string
  label: string
  keys: readonly string[] | ((context: Context) => readonly string[])
  /** What the help sheet shows instead of the keys, for families such as "0 to 9". */
  shown?: string
  /** Enabled when this holds; always when left out. */
  when?: (context: Context) => boolean
  /** Holding the key down repeats it. */
  repeats?: boolean
  run: (context: Context, key: string) => void
}

export function keysOf<Context>(action: Action<Context>, context: Context): readonly string[] {
  return typeof action.keys === 'function' ? action.keys(context) : action.keys
}

export function isEnabled<Context>(action: Action<Context>, context: Context): boolean {
  return action.when?.(context) ?? true
}

/** The enabled action that this key runs; the first in the list has it. */
export function findAction<Context>(
  actions: readonly Action<Context>[],
  context: Context,
  key: string,
): Action<Context> | undefined {
  return actions.find(
    (action) => isEnabled(action, context) && keysOf(action, context).includes(key),
  )
}

/** Keys that more than one enabled action claims; empty in a sound list. */
export function findConflicts<Context>(
  actions: readonly Action<Context>[],
  context: Context,
): { key: string; names: string[] }[] {
  const claims = new Map<string, string[]>()
  for (const action of actions) {
    if (!isEnabled(action, context)) continue
    for (const key of keysOf(action, context)) {
      claims.set(key, [...(claims.get(key) ?? []), action.name])
    }
  }
  return [...claims].filter(([, names]) => names.length > 1).map(([key, names]) => ({ key, names }))
}
