/** A small set of line icons on a 24 unit grid. Icons are decoration: a word always stands beside. */

const PATHS = {
  work: 'M5 5h14v15H5z M9 3v4 M15 3v4 M8.5 13.5l2.5 2.5 4.5-5',
  projects: 'M3.5 7.5a2 2 0 0 1 2-2h4l2 2.5h7a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z',
  media: 'M4 10v4 M8 6.5v11 M12 9v6 M16 4.5v15 M20 10v4',
  jobs: 'M12 3.5v4 M12 16.5v4 M3.5 12h4 M16.5 12h4 M6 6l2.8 2.8 M15.2 15.2 18 18 M6 18l2.8-2.8 M15.2 8.8 18 6',
  cards: 'M4 6h16v12H4z M8 10h4 M8 14h8 M16 10h.5',
  users:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z M2.8 20c.5-3.6 3-5.5 6.2-5.5s5.7 1.9 6.2 5.5 M16 4.5a3.4 3.4 0 0 1 0 6.3 M17.5 14.8c2 .7 3.3 2.4 3.7 5.2',
  system: 'M4 5h16v5H4z M4 14h16v5H4z M7.5 7.5h.5 M7.5 16.5h.5 M12 7.5h5 M12 16.5h5',
  signOut: 'M10 4H5.5v16H10 M14.5 8l4 4-4 4 M9.5 12h9',
  globe:
    'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M3.5 12h17 M12 3.5c-2.4 2.3-3.6 5.1-3.6 8.5s1.2 6.2 3.6 8.5c2.4-2.3 3.6-5.1 3.6-8.5s-1.2-6.2-3.6-8.5z',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M12 2.5v2 M12 19.5v2 M2.5 12h2 M19.5 12h2 M5.3 5.3l1.4 1.4 M17.3 17.3l1.4 1.4 M5.3 18.7l1.4-1.4 M17.3 6.7l1.4-1.4',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  menu: 'M4 7h16 M4 12h16 M4 17h16',
  collapse: 'M4 5h16v14H4z M9.5 5v14 M16 9.5 13.5 12l2.5 2.5',
  expand: 'M4 5h16v14H4z M9.5 5v14 M13.5 9.5 16 12l-2.5 2.5',
  play: 'M7.5 5v14l11-7z',
  record:
    'M12 5.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  spectrogram:
    'M4 20V4 M4 20h16 M8 16h1 M8 12h1 M8 8h1 M12 16h1 M12 10h1 M16 16h1 M16 13h1 M16 7h1',
  zoomIn: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z M15.5 15.5 20 20 M7.5 10.5h6 M10.5 7.5v6',
  zoomOut: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z M15.5 15.5 20 20 M7.5 10.5h6',
  pause: 'M8 5v14 M16 5v14',
  loop: 'M17 3.5l3 3-3 3 M20 6.5H8a4 4 0 0 0-4 4V12 M7 20.5l-3-3 3-3 M4 17.5h12a4 4 0 0 0 4-4V12',
  back: 'M11 6l-6 6 6 6 M5 12h14',
  forward: 'M13 6l6 6-6 6 M19 12H5',
  start: 'M6 5v14 M19 5.5v13L9 12z',
  check: 'M5 12.5l4.5 4.5L19 7',
  up: 'M6 14.5l6-6 6 6',
  down: 'M6 9.5l6 6 6-6',
  copy: 'M8.5 8.5H20V20H8.5z M15.5 8.5V4H4v11.5h4.5',
  link: 'M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5 M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5',
  lock: 'M6 11h12v9H6z M8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  star: 'M12 4l2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.7-5 2.7 1.1-5.5L4 9.7 9.6 9z',
  image: 'M4 5h16v14H4z M4 16l4.5-4.5 4 4 3-3L20 16 M9 9.2h.3',
  plus: 'M12 5v14 M5 12h14',
  close: 'M6 6l12 12 M18 6 6 18',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z M15.5 15.5 20 20',
  warning: 'M12 4 2.8 19.5h18.4z M12 10v4.5 M12 17v.3',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M12 11v5.5 M12 7.5v.3',
  book: 'M12 6.5c-2-1.5-4.5-2-8-2v13.5c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2V4.5c-3.5 0-6 .5-8 2z M12 6.5V20',
  keyboard: 'M3 6.5h18v11H3z M6.5 10h.3 M10 10h.3 M13.5 10h.3 M17 10h.3 M7.5 14h9',
  download: 'M12 4v11 M7.5 11l4.5 4.5 4.5-4.5 M4.5 20h15',
  upload: 'M12 15.5V4.5 M7.5 8.5 12 4l4.5 4.5 M4.5 20h15',
  undo: 'M8 5 4 9l4 4 M4 9h10a5.5 5.5 0 0 1 0 11h-3',
  skip: 'M5 5.5v13L14 12z M18 5v14',
  cloud: 'M7 18.5a4.3 4.3 0 0 1-.5-8.6 5.8 5.8 0 0 1 11.2 1.3 3.7 3.7 0 0 1-.4 7.3z',
  offline:
    'M7 18.5a4.3 4.3 0 0 1-.5-8.6 M9.5 6.5a5.8 5.8 0 0 1 8.2 4.7 3.7 3.7 0 0 1 2.3 5.9 M4 4l16 16 M7 18.5h9',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4 M19.5 3.5v4h-4',
  chart: 'M4 20h16 M7 20v-7 M12 20V5 M17 20v-10',
  tag: 'M4 4.5h7.5l8.5 8.5-7 7-8.5-8.5z M8 8.5h.3',
  coffee:
    'M5 8.5h11v6a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5z M16 10h1.5a2.5 2.5 0 0 1 0 5H16 M8 3v2.5 M12.5 3v2.5',
  robot: 'M5 8.5h14V18H5z M12 8.5V5 M9.5 12.5v1 M14.5 12.5v1 M2.5 12v3 M21.5 12v3',
  scheme: 'M4 6.5h2 M9.5 6.5H20 M4 12h2 M9.5 12H20 M4 17.5h2 M9.5 17.5H20',
  question:
    'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M9.5 9.7a2.6 2.6 0 1 1 3.6 2.4c-.8.4-1.1.9-1.1 1.7 M12 16.6v.3',
} as const

export type IconName = keyof typeof PATHS

/**
 * Icons that point along the line of reading, or are letters, turn round where it runs right to left. Those of
 * the player do not: time runs left to right in every language.
 */
const TURNING: ReadonlySet<IconName> = new Set([
  'back',
  'forward',
  'signOut',
  'collapse',
  'expand',
  'undo',
  'skip',
  'scheme',
  'question',
  'tag',
])

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      data-turns={TURNING.has(name) || undefined}
      style={{ flexShrink: 0 }}
    >
      <path d={PATHS[name]} />
    </svg>
  )
}

export function Logo({ size = 30 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden="true"
      style={{ flexShrink: 0 }}
    >
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g stroke="var(--accent-text)" strokeWidth="3" strokeLinecap="round">
        <path d="M7.5 13v4" />
        <path d="M13.2 9.5V21" />
        <path d="M18.9 12v11.5" />
        <path d="M24.6 10v8" />
      </g>
    </svg>
  )
}
