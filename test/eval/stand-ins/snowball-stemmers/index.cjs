// The baselines ask for a package of Snowball stemmers that is not installed here; the stemmers of Orama are the same ones.
const { stemmer: english } = require('@orama/stemmers/english')
const { stemmer: french } = require('@orama/stemmers/french')

module.exports = { newStemmer: (language) => ({ stem: language === 'french' ? french : english }) }
