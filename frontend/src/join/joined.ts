/** By which link this browser joined a project: what giving the participation back needs. */
const keyOf = (slug: string) => `emotate:joined:${slug}`

export function readJoined(slug: string): string | null {
  return localStorage.getItem(keyOf(slug))
}

export function writeJoined(slug: string, token: string | null): void {
  if (token === null) localStorage.removeItem(keyOf(slug))
  else localStorage.setItem(keyOf(slug), token)
}
