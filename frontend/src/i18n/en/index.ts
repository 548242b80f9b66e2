import { admin } from './admin'
import { common } from './common'
import { rating } from './rating'
import { results } from './results'

export const en = { ...common, ...rating, ...results, ...admin }
