// Where the user is and where she wants to go. Takes places, tells whoever shows them. Knows no fields and no pages.

/** @typedef {import("./types.js").Place} Place */

export class Focus {
  constructor() {
    /** @type {Place | null} */
    this.place = null;
    /** @type {((place: Place | null) => void)[]} */
    this.followers = [];
    /** @type {{[section: string]: (place: Place) => void}} */
    this.guides = {};
    /** Shows the section of a place; set by the shell. @type {(section: string) => void} */
    this.show = () => {};
  }

  /**
   * Says which field has the focus now.
   * @param {Place | null} place
   */
  at(place) {
    this.place = place;
    this.followers.forEach((follow) => follow(place));
  }

  /**
   * Tells of every field that gets the focus.
   * @param {(place: Place | null) => void} follow
   */
  onChange(follow) {
    this.followers.push(follow);
  }

  /**
   * Names who leads to the fields whose keys begin with `prefix` followed by a dot, or are `prefix` itself. The longest
   * prefix wins.
   * @param {string} prefix
   * @param {(place: Place) => void} lead
   */
  guide(prefix, lead) {
    this.guides[prefix] = lead;
  }

  /**
   * Goes to a field: shows its section, and gives it the focus.
   * @param {Place} place
   */
  go(place) {
    this.show(place.key.split(".")[0]);
    const prefixes = Object.keys(this.guides).filter((one) => place.key === one || place.key.startsWith(`${one}.`));
    const prefix = prefixes.sort((a, b) => b.length - a.length)[0];
    if (prefix !== undefined) {
      this.guides[prefix](place);
    }
  }
}
