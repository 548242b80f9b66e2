/** What a person says about a table, as the page edits it and as the server reads it. */
import type { ImportKind, LookedFile, Reading, Recipe, TableLook } from '../../api/imports'

export const KINDS: readonly ImportKind[] = ['items', 'ratings', 'predictions', 'known']
/** How the text of a table may be written, other than as UTF-8. */
export const ENCODINGS: readonly Reading['encoding'][] = [
  'utf-16',
  'windows-1252',
  'iso-8859-1',
  'mac-roman',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'koi8-r',
  'gb18030',
  'big5',
  'shift-jis',
  'euc-jp',
  'euc-kr',
]
/** Nobody knows who gave the ratings. */
const UNKNOWN = 'rater=-'

/** `fields` has one entry a column: what it is read as, '' for nothing. `more` are other mappings. */
export interface TableDraft {
  fields: readonly string[]
  unknownRaters: boolean
  missing: readonly string[]
  values: readonly string[]
  more: readonly string[]
  card: string
  encoding: Reading['encoding']
}

/** The guess of the server, to begin with. */
export function draftOf(look: TableLook): TableDraft {
  return {
    fields: look.proposal.guesses.map((guess) => guess.field),
    unknownRaters: look.proposal.unknown_raters,
    missing: look.proposal.missing,
    values: [],
    more: [
      ...(look.proposal.joined ? [`item=${look.proposal.joined}`] : []),
      ...(look.proposal.rater ? [`rater=${look.proposal.rater}`] : []),
    ],
    card: '',
    encoding: look.encoding,
  }
}

/** What a recipe says of a table with its columns; mappings that name no one column are `more`. */
export function draftOfRecipe(look: TableLook, recipe: Recipe): TableDraft {
  const { maps, missing, values, card } = recipe.reading
  const encoding = recipe.reading.encoding || look.encoding
  const fields = look.names.map(() => '')
  const more: string[] = []
  for (const text of maps) {
    if (text === UNKNOWN) continue
    const cut = text.indexOf('=')
    const column = look.names.indexOf(text.slice(cut + 1))
    if (cut > 0 && column >= 0 && fields[column] === '') fields[column] = text.slice(0, cut)
    else more.push(text)
  }
  if (recipe.reading.by_name) addByName(look, fields)
  return { fields, unknownRaters: maps.includes(UNKNOWN), missing, values, more, card, encoding }
}

/** Columns that the command would have read by their names. */
function addByName(look: TableLook, fields: string[]): void {
  look.proposal.guesses.forEach(({ field }, at) => {
    const named = look.names[at]?.toLowerCase() === field.toLowerCase()
    if (named && fields[at] === '' && !fields.includes(field)) fields[at] = field
  })
}

/** The draft as the server reads it: no column is read by its name alone, all is said here. */
export function readingOf(draft: TableDraft, look: TableLook, kind: ImportKind): Reading {
  const maps = draft.fields.flatMap((field, at) =>
    field === '' ? [] : [`${field}=${look.names[at] ?? ''}`],
  )
  const unknown = kind === 'ratings' && draft.unknownRaters ? [UNKNOWN] : []
  return {
    maps: [...maps, ...draft.more, ...unknown],
    missing: [...draft.missing],
    values: [...draft.values],
    header: look.proposal.header,
    by_name: false,
    card: kind === 'predictions' ? draft.card.trim() : '',
    encoding: draft.encoding,
  }
}

export type TableProblem = 'item' | 'rater' | 'twice' | 'card'

/** Whether a file cannot come in with the first: it has other columns, or is no table. */
export const isOdd = ({ lacks, more, problem }: LookedFile) =>
  problem !== '' || lacks.length > 0 || more.length > 0

/** A name that several of the chosen files have, or undefined. */
export const nameTwice = (names: readonly string[]) =>
  names.find((name, at) => names.indexOf(name) !== at)

const isList = (field: string) => /^(ratings|votes)\./i.test(field)

/** What must be said before the server can make anything of the table. */
export function problemsOf(draft: TableDraft, kind: ImportKind): TableProblem[] {
  const said = [...draft.fields, ...draft.more.map((text) => text.split('=')[0] ?? '')]
  const named = said.filter((field) => field !== '')
  const problems: TableProblem[] = []
  if (!named.includes('item')) problems.push('item')
  if (new Set(named).size < named.length) problems.push('twice')
  const rated = named.some((field) => field === 'rater' || field.includes('@') || isList(field))
  if (kind === 'ratings' && !rated && !draft.unknownRaters) problems.push('rater')
  if (kind === 'predictions' && draft.card.trim() === '') problems.push('card')
  return problems
}

/** A few different values of a column, as texts. */
export function examples(rows: readonly unknown[][], at: number, most = 3): string[] {
  const texts = rows.map((row) => textOf(row[at])).filter((text) => text !== '')
  return [...new Set(texts)].slice(0, most)
}

export function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return typeof cell === 'string' ? cell : JSON.stringify(cell)
}

/** A name for a recipe, from that of the file. */
export function recipeName(file: string): string {
  const stem = file.replace(/\.[^.]*$/, '')
  return (
    stem
      .replace(/[^A-Za-z0-9_.-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+/, '')
      .slice(0, 80) || 'table'
  )
}
