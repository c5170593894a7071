package io.hindsight.api.json;

/**
 * Turns the fields of one JSON object into a record.
 *
 * @param <D> what becomes of it
 */
@FunctionalInterface
public interface RecordParser<D> {
  /**
   * Reads all fields. What is wrong is noted in the fields, and then the result is not used.
   *
   * @param index the record's place in the request
   */
  D parse(Fields in, long index);
}
