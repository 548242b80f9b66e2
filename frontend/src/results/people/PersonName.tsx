import { Link } from 'react-router'

import { m } from '../../i18n'
import { useProject } from '../ProjectLayout'
import shared from '../results.module.css'
import { knownAs } from './knownAs'
import type { Known } from './knownAs'

/** Who it is, and by which recruiting link they came. */
export function PersonName({ person, name }: { person: Known; name?: string }) {
  const { slug } = useProject()
  const { recruited } = person
  return (
    <span className={shared.knownAs}>
      <b className={shared.person}>
        <bdi>{name || knownAs(person)}</bdi>
      </b>{' '}
      {name && <span className="mono">{person.username}</span>}
      {recruited && (
        <Link
          to={`/projects/${slug}/recruiting/${String(recruited.link)}`}
          className={shared.small}
          aria-label={m.studio.people.linkOf(recruited.external_id, recruited.link_name)}
        >
          <bdi>{recruited.link_name}</bdi>
        </Link>
      )}
    </span>
  )
}
