/**
 * What Slack takes, in blocks, elements and UTF-16 units (Block Kit reference). `wholeMessage` is not documented: messages
 * are refused somewhat above 13,000 characters over all blocks, so the JSON of ours stays below that.
 */
export const limits = {
  blocks: 50,
  sectionText: 3000,
  fields: 10,
  fieldText: 2000,
  contextText: 2000,
  headerText: 150,
  elements: 25,
  buttonText: 75,
  buttonValue: 2000,
  actionId: 255,
  wholeMessage: 13_000,
  messageText: 4000,
  modalTitle: 24,
  modalBlocks: 100,
  homeBlocks: 100,
  promptTitle: 75,
  prompts: 4,
  statusText: 50,
  threadTitle: 255,
  options: 100,
  optionText: 75,
  placeholder: 150,
  optionValue: 75,
  inputLabel: 2000,
  inputText: 3000,
  metadata: 3000,
} as const
