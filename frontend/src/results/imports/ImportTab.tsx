import { Alert, Button, Group, Progress } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'

import { tableLook, uploadTable } from '../../api/imports'
import { Panel } from '../../app/Page'
import { Loading, errorText } from '../../app/States'
import { formatPercent, m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { useProject } from '../ProjectLayout'
import { Encoding } from './Encoding'
import { ENCODINGS, KINDS, nameTwice } from './reading'
import { Recipes } from './Recipes'
import { TableDrop } from './TableDrop'
import { TableForm } from './TableForm'
import type { Said } from './TableForm'

/** What the address says: which tables, what it holds, and whether its first row has the names. */
function useAddress() {
  const [search, setSearch] = useSearchParams()
  const header = search.get('header')
  const kind = KINDS.find((name) => name === search.get('kind'))
  const encoding = ENCODINGS.find((name) => name === search.get('encoding')) ?? ''
  return {
    tables: search.getAll('table'),
    kind,
    encoding,
    header: header === null ? undefined : header === 'yes',
    open: (tables: readonly string[]) => {
      setSearch({ table: [...tables] })
    },
    leave: (tables: readonly string[]) => {
      setSearch((before) => {
        const kept = before.getAll('table').filter((each) => !tables.includes(each))
        before.delete('table')
        for (const each of kept) before.append('table', each)
        return before
      })
    },
    say: (said: Said) => {
      setSearch(
        (before) => {
          if (said.kind) before.set('kind', said.kind)
          if (said.encoding) before.set('encoding', said.encoding)
          if (said.encoding === '') before.delete('encoding')
          if (said.header !== undefined) before.set('header', said.header ? 'yes' : 'no')
          return before
        },
        { replace: true },
      )
    },
  }
}

type Address = ReturnType<typeof useAddress>

/** Send tables one after the other; says how much of all their bytes is there. */
async function sendAll(slug: string, files: readonly File[], tell: (fraction: number) => void) {
  const total = files.reduce((sum, file) => sum + file.size, 0) || 1
  const ids: string[] = []
  let before = 0
  for (const file of files) {
    const sent = await uploadTable(slug, file, (part) => {
      tell((before + part * file.size) / total)
    })
    before += file.size
    ids.push(sent.upload_id)
  }
  return ids
}

/** Nothing is here yet: the tables come first. */
function Start({ slug, onTables }: { slug: string; onTables: (uploads: string[]) => void }) {
  const t = m.studio.imports
  const [fraction, setFraction] = useState(0)
  const [twice, setTwice] = useState<string>()
  const sending = useMutation({
    mutationFn: (files: readonly File[]) => sendAll(slug, files, setFraction),
    onSuccess: onTables,
  })
  return (
    <>
      <Panel title={t.title} note={t.lead}>
        <TableDrop
          disabled={sending.isPending}
          onFiles={(files) => {
            const found = nameTwice(files.map((file) => file.name))
            setTwice(found)
            setFraction(0)
            if (found === undefined) sending.mutate(files)
          }}
        />
        {twice !== undefined && (
          <Alert color="red" mt="md" role="alert">
            {t.nameTwice(twice)}
          </Alert>
        )}
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

function Opened({ slug, address }: { slug: string; address: Address }) {
  const { tables, kind, header, encoding } = address
  const look = useQuery(
    tableLook(slug, {
      upload_ids: tables,
      ...(kind ? { kind } : {}),
      ...(header === undefined ? {} : { header }),
      encoding,
    }),
  )
  const another = (
    <Button
      variant="default"
      leftSection={<Icon name="upload" size={16} />}
      onClick={() => {
        address.open([])
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
            key={`${tables.join()} ${found.proposal.kind} ${String(found.proposal.header)} ${encoding}`}
            slug={slug}
            look={found}
            onSay={address.say}
            onLeave={address.leave}
            another={another}
          />
        )}
      </Loading>
      {look.isError && (
        <Group gap="lg" align="flex-end">
          <Encoding
            value={encoding}
            onChange={(chosen) => {
              address.say({ encoding: chosen })
            }}
          />
          {another}
        </Group>
      )}
    </>
  )
}

export function ImportTab() {
  const { slug } = useProject()
  const address = useAddress()
  if (address.tables.length === 0) return <Start slug={slug} onTables={address.open} />
  return <Opened key={address.tables.join()} slug={slug} address={address} />
}
