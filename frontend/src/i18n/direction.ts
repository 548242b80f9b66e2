/** Which way a text runs, by its language. */

const RIGHT_TO_LEFT = new Set(
  'ar arc ary arz ckb dv fa he ks mzn nqo pnb ps sd syr ug ur yi'.split(' '),
)
const SCRIPTS = new Set(['arab', 'hebr', 'syrc', 'thaa', 'nkoo'])

/** From a BCP 47 tag: `ar`, `fa-IR`, `uz-Arab`. A script that is named counts more than a language. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const [language = '', ...rest] = tag.toLowerCase().split('-')
  const script = rest.find((part) => part.length === 4)
  if (script !== undefined) return SCRIPTS.has(script) ? 'rtl' : 'ltr'
  return RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr'
}
