/** Words of the circumplex of affect (Russell 1980), at about their places: valence, arousal. */
export const CIRCUMPLEX = {
  excited: [0.55, 0.78],
  delighted: [0.84, 0.42],
  happy: [0.92, 0.1],
  content: [0.82, -0.4],
  relaxed: [0.62, -0.68],
  calm: [0.24, -0.88],
  tired: [-0.24, -0.88],
  bored: [-0.6, -0.68],
  sad: [-0.84, -0.38],
  miserable: [-0.92, 0.1],
  distressed: [-0.78, 0.44],
  angry: [-0.52, 0.76],
  alarmed: [-0.1, 0.9],
} as const satisfies Record<string, readonly [number, number]>
