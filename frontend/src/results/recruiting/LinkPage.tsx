import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'

import { decisions, participantsCsvUrl } from '../../api/decisions'
import type { RecruitLink } from '../../api/types'
import { Panel } from '../../app/Page'
import { Loading, NotFound } from '../../app/States'
import { formatDate, formatNumber, m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { useProject } from '../ProjectLayout'
import shared from '../results.module.css'
import { Address, CloseButton, LinkTag, placesText } from './LinkParts'
import { Participants } from './Participants'

const t = m.studio.recruiting

function Facts({ slug, link }: { slug: string; link: RecruitLink }) {
  const [now] = useState(() => Date.now())
  const items = link.items_per_participant
  const facts: [string, React.ReactNode][] = [
    [t.state, <LinkTag key="state" link={link} now={now} />],
    [t.address, <Address key="address" link={link} />],
    [t.places, placesText(link)],
    [t.form.items_per_participant, items === null ? t.allItems : formatNumber(items)],
    [
      t.form.completion_code,
      <span key="code" className="mono">
        {link.completion_code}
      </span>,
    ],
    [
      t.form.return_url,
      link.return_url ? (
        <span key="url" className="mono">
          {link.return_url}
        </span>
      ) : (
        m.common.none
      ),
    ],
    [t.form.expires, link.expires_at ? formatDate(link.expires_at) : t.never],
    [t.form.consent_text, link.consent_text || m.common.none],
  ]
  return (
    <Panel
      title={link.name}
      tools={
        <>
          <CloseButton slug={slug} link={link} />
          <Button
            size="compact-sm"
            variant="default"
            component={Link}
            to={`/projects/${slug}/recruiting`}
          >
            {t.back}
          </Button>
        </>
      }
    >
      <dl className={shared.texts}>
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

/** One link with who came by it. */
export function LinkPage() {
  const { slug } = useProject()
  const { id = '' } = useParams()
  const links = useQuery(decisions.links(slug))
  return (
    <Loading query={links}>
      {(rows) => {
        const link = rows.find((one) => one.id === Number(id))
        if (!link) return <NotFound />
        return (
          <>
            <Facts slug={slug} link={link} />
            <Participants
              slug={slug}
              link={link}
              csv={
                <Button
                  size="compact-sm"
                  variant="default"
                  component="a"
                  href={participantsCsvUrl(slug, link.id)}
                  download
                  leftSection={<Icon name="download" size={14} />}
                >
                  {t.csv}
                </Button>
              }
            />
          </>
        )
      }}
    </Loading>
  )
}
