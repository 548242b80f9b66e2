/** The name of a language in another; its code where it has no name. */
export function nameOfLanguage(code: string, inLanguage: string): string {
  try {
    return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(code) ?? code
  } catch {
    return code // what a table calls a language need not be a code of one
  }
}

/** What happened and what can be done, a line each. */
export const lines = (...parts: string[]) => parts.join('\n')
