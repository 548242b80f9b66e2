/** Tables on their way into a project: looked at, tried, brought in; and recipes for the next. */
import { queryOptions } from '@tanstack/react-query'

import { client, unwrap, uploadFile } from './http'
import { isLive } from './queries'
import type { components } from './schema'
import type { Upload } from './types'

type Schemas = components['schemas']
export type Reading = Required<Schemas['ImportReading']>
export type Recipe = Omit<Required<Schemas['ImportRecipe']>, 'reading'> & { reading: Reading }
export type ImportKind = Recipe['kind']
export type LookedFile = Required<Schemas['LookedFile']>
export type TableLook = Omit<Required<Schemas['TableLook']>, 'recipes' | 'rows' | 'files'> & {
  files: LookedFile[]
  recipes: Recipe[]
  rows: unknown[][]
}
export type ImportReport = Required<Schemas['ImportReport']>
export type ImportJob = Omit<Required<Schemas['ImportJob']>, 'report'> & {
  report: ImportReport | null
}

const LIVE_MILLISECONDS = 500
const at = (slug: string) => ({ path: { slug } })

export const uploadTable = (slug: string, file: File, onProgress: (fraction: number) => void) =>
  uploadFile<Upload>(`/api/projects/${encodeURIComponent(slug)}/tables/`, file, onProgress)

export interface LookAsked {
  upload_ids: string[]
  kind?: ImportKind
  header?: boolean
  encoding: Reading['encoding']
}

export const tableLook = (slug: string, asked: LookAsked) =>
  queryOptions({
    queryKey: ['project', slug, 'table', asked],
    queryFn: () =>
      unwrap(
        client.POST('/api/projects/{slug}/imports/look/', { params: at(slug), body: asked }),
      ) as Promise<TableLook>,
    retry: false,
    // The first guess stays while a person changes it; a table that was uploaded never changes.
    staleTime: Infinity,
  })

export const startImport = (
  slug: string,
  body: { upload_ids: string[]; kind: ImportKind; reading: Reading; dry_run: boolean },
) =>
  unwrap(
    client.POST('/api/projects/{slug}/imports/', { params: at(slug), body }),
  ) as Promise<ImportJob>

export const importJob = (slug: string, job_id: string) =>
  queryOptions({
    queryKey: ['project', slug, 'import', job_id],
    queryFn: () =>
      unwrap(
        client.GET('/api/projects/{slug}/imports/{job_id}/', {
          params: { path: { slug, job_id } },
        }),
      ) as Promise<ImportJob>,
    refetchInterval: (query) => (isLive(query.state.data) ? LIVE_MILLISECONDS : false),
  })

export const reportAddress = (slug: string, job: string) =>
  `/api/projects/${encodeURIComponent(slug)}/imports/${job}/report.csv`

export const recipes = (slug: string) =>
  queryOptions({
    queryKey: ['project', slug, 'recipes'],
    queryFn: () =>
      unwrap(client.GET('/api/projects/{slug}/recipes/', { params: at(slug) })) as Promise<
        Recipe[]
      >,
  })

export const saveRecipe = (
  slug: string,
  body: { name: string; kind: ImportKind; reading: Reading; columns: string[] },
) =>
  unwrap(
    client.POST('/api/projects/{slug}/recipes/', { params: at(slug), body }),
  ) as Promise<Recipe>

export const deleteRecipe = (slug: string, name: string) =>
  unwrap(
    client.DELETE('/api/projects/{slug}/recipes/{name}/', { params: { path: { slug, name } } }),
  )
