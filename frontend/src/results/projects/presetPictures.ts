const PICTURES = import.meta.glob<string>('../../../../docs/images/gallery/*.webp', {
  eager: true,
  query: '?url',
  import: 'default',
})

/** The address of the picture of a preset's rating page: the one of the documentation. */
export function presetPicture(name: string): string | undefined {
  return PICTURES[`../../../../docs/images/gallery/${name}.webp`]
}
