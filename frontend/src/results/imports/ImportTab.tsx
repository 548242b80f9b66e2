import { Alert, Button, Progress } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'

import { tableLook, uploadTable } from '../../api/imports'
import type { ImportKind } from '../../api/imports'
import { Panel } from '../../app/Page'
import { Loading, errorText } from '../../app/States'
import { formatPercent, m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { useProject } from '../ProjectLayout'
import { KINDS } from './reading'
import { Recipes } from './Recipes'
import { TableDrop } from './TableDrop'
import { TableForm } from './TableForm'

/** What the address says: which table, what it holds, and whether its first row has the names. */
function useAddress() {
  const [search, setSearch] = useSearchParams()
  const header = search.get('header')
  const kind = KINDS.find((name) => name === search.get('kind'))
  return {
    table: search.get('table'),
    kind,
    header: header === null ? undefined : header === 'yes',
    open: (table: string | null) => {
      setSearch(table === null ? {} : { table })
    },
    say: (said: { kind?: ImportKind; header?: boolean }) => {
      setSearch(
        (before) => {
          if (said.kind) before.set('kind', said.kind)
          if (said.header !== undefined) before.set('header', said.header ? 'yes' : 'no')
          return before
        },
        { replace: true },
      )
    },
  }
}

type Address = ReturnType<typeof useAddress>

/** Nothing is here yet: the table comes first. */
function Start({ slug, onTable }: { slug: string; onTable: (upload: string) => void }) {
  const t = m.studio.imports
  const [fraction, setFraction] = useState(0)
  const sending = useMutation({
    mutationFn: (file: File) => uploadTable(slug, file, setFraction),
    onSuccess: (upload) => {
      onTable(upload.upload_id)
    },
  })
  return (
    <>
      <Panel title={t.title} note={t.lead}>
        <TableDrop
          disabled={sending.isPending}
          onFile={(file) => {
            setFraction(0)
            sending.mutate(file)
          }}
        />
        {sending.isPending && (
          <div role="status">
            <Progress mt="md" value={fraction * 100} aria-label={t.choose} />
            {t.sending(formatPercent(fraction))}
          </div>
        )}
        {sending.error && (
          <Alert color="red" mt="md" role="alert">
            {errorText(sending.error)}
          </Alert>
        )}
      </Panel>
      <Recipes slug={slug} />
    </>
  )
}

function Opened({ slug, table, address }: { slug: string; table: string; address: Address }) {
  const { kind, header } = address
  const look = useQuery(
    tableLook(slug, {
      upload_id: table,
      ...(kind ? { kind } : {}),
      ...(header === undefined ? {} : { header }),
    }),
  )
  const another = (
    <Button
      variant="default"
      leftSection={<Icon name="upload" size={16} />}
      onClick={() => {
        address.open(null)
      }}
    >
      {m.studio.imports.another}
    </Button>
  )
  return (
    <>
      <Loading query={look}>
        {(found) => (
          <TableForm
            // What is said of a table begins anew where it is looked at in another way.
            key={`${table} ${found.proposal.kind} ${String(found.proposal.header)}`}
            slug={slug}
            table={table}
            look={found}
            onSay={address.say}
            another={another}
          />
        )}
      </Loading>
      {look.isError && <p>{another}</p>}
    </>
  )
}

export function ImportTab() {
  const { slug } = useProject()
  const address = useAddress()
  if (address.table === null) return <Start slug={slug} onTable={address.open} />
  return <Opened key={address.table} slug={slug} table={address.table} address={address} />
}
