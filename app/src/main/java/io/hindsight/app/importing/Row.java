package io.hindsight.app.importing;

import tools.jackson.databind.node.ObjectNode;

/** One record of a data set, on its way into the server. */
sealed interface Row {
  /** Where it stands in its file, from 1. */
  long line();

  /**
   * @param record as the API wants it
   */
  record Ready(long line, ObjectNode record) implements Row {}

  /** It cannot be turned into a record of the API. */
  record Bad(long line, String code, String message) implements Row {}
}
