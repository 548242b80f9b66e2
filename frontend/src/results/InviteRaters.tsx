import { Button } from '@mantine/core'
import { Link } from 'react-router'

import { m } from '../i18n'

/** The first step towards answers, where there are none to show yet. */
export function InviteRaters({ slug }: { slug: string }) {
  return (
    <Button component={Link} to={`/projects/${slug}/people`}>
      {m.overview.stepPeople}
    </Button>
  )
}
