import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { decisions } from '../../api/decisions'
import { Page } from '../../app/Page'
import { Loading } from '../../app/States'
import { m } from '../../i18n'
import { useProject } from '../ProjectLayout'
import { ExplorerTab } from '../explorer/ExplorerTab'
import { BesideView } from './BesideView'
import { Queue } from './Queue'

/** Of the project's tabs: for its researchers. */
export function DisagreementTab() {
  const { slug } = useProject()
  const { id } = useParams()
  const base = `/projects/${slug}/disagreement`
  if (id === 'decide') return <Queue slug={slug} base={base} />
  if (id === undefined) return <ExplorerTab />
  return <BesideView slug={slug} base={base} id={Number(id)} />
}

/** The same on a page of its own, for adjudicators, who see nothing else of the project. */
export function AdjudicatePage() {
  const { slug = '', id } = useParams()
  const base = `/adjudicate/${slug}`
  const queue = useQuery(decisions.queue(slug, {}))
  return (
    <Loading query={queue}>
      {({ title }) => (
        <Page title={title} lead={m.studio.adjudication.lead}>
          {id === undefined ? (
            <Queue slug={slug} base={base} />
          ) : (
            <BesideView slug={slug} base={base} id={Number(id)} />
          )}
        </Page>
      )}
    </Loading>
  )
}
