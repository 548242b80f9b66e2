import { some } from '../counts'

export const gold = {
  rule: 'Together by',
  rules: {
    mean: 'the plain mean',
    ewe: 'EWE, by agreement with the others',
    raaw: 'RAAW, moved by lag and weighted',
    'raaw:align=gctw': 'RAAW, warped (GCTW) and weighted',
  } as Record<string, string>,
  note: (raters: number, rule: string) =>
    `${some(raters, 'rater', 'raters')}, thin; bold: ${rule}, with one standard deviation.`,
  earlier: (seconds: string) => `moved ${seconds} s earlier`,
  later: (seconds: string) => `moved ${seconds} s later`,
  weight: (weight: string) => `weight ${weight}`,
  value: 'Together',
}
