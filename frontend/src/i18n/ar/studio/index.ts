import { adjudication } from './adjudication'
import { attention } from './attention'
import { beside } from './beside'
import { checks } from './checks'
import { comparing } from './comparing'
import { editing } from './editor'
import { explorer } from './explorer'
import { exporting } from './exporting'
import { gold } from './gold'
import { grouping } from './grouping'
import { imports } from './imports'
import { items } from './items'
import { people } from './people'
import { policy } from './policy'
import { readings } from './readings'
import { recruiting } from './recruiting'
import { releases } from './releases'

export const studio = {
  ...editing,
  adjudication,
  attention,
  beside,
  checks,
  comparing,
  explorer,
  exporting,
  gold,
  grouping,
  imports,
  items,
  people,
  policy,
  readings,
  recruiting,
  releases,
}
