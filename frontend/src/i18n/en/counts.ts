/** Numbers and what they count. */
export const n = (value: number) => value.toLocaleString('en')

export const some = (count: number, one: string, many: string) =>
  `${n(count)} ${count === 1 ? one : many}`
