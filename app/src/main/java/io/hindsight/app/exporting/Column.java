package io.hindsight.app.exporting;

/**
 * A column of an export.
 *
 * @param type as DuckDB, and so Parquet, has it
 */
record Column(String name, String type) {
  static Column text(String name) {
    return new Column(name, "VARCHAR");
  }

  static Column texts(String name) {
    return new Column(name, "VARCHAR[]");
  }

  static Column whole(String name) {
    return new Column(name, "BIGINT");
  }

  static Column number(String name) {
    return new Column(name, "DOUBLE");
  }

  static Column time(String name) {
    return new Column(name, "TIMESTAMPTZ");
  }

  static Column truth(String name) {
    return new Column(name, "BOOLEAN");
  }
}
