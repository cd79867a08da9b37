/** A place on the picture of the country, in its units. */
export interface MapPlace {
  x: number;
  y: number;
  /** It stands on the enlarged part, where councils are too near to one another for the whole. */
  inLondon: boolean;
}

interface Frame {
  west: number;
  north: number;
  /** Of a degree of latitude. */
  unit: number;
  left: number;
  top: number;
}

const degree = Math.PI / 180;
/** A degree of longitude is as wide as this one of latitude: true in the middle of each frame. */
const narrowing = { country: Math.cos(55.2 * degree), london: Math.cos(51.5 * degree) };
const country: Frame = { west: -8.3, north: 60.6, unit: 50, left: 0, top: 0 };
const london: Frame = { west: -0.53, north: 51.7, unit: 230, left: 236, top: 128 };

export const mapSize = { width: 366, height: 540 };
/** The frame of the enlarged part, and the same area on the whole. */
export const londonInset = { x: 232, y: 122, width: 128, height: 108 };
export const londonOnWhole = { x: 222, y: 444, width: 25, height: 22 };

export function projectPlace(latitude: number, longitude: number, inLondon: boolean): MapPlace {
  const { west, north, unit, left, top } = inLondon ? london : country;
  const width = unit * (inLondon ? narrowing.london : narrowing.country);
  const rounded = (value: number) => Math.round(value * 10) / 10;
  return {
    x: rounded(left + (longitude - west) * width),
    y: rounded(top + (north - latitude) * unit),
    inLondon,
  };
}
