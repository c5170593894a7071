package io.hindsight.app.evaluation;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

final class FormatConverter implements ITypeConverter<Format> {
  @Override
  public Format convert(String text) {
    for (Format format : Format.values()) {
      if (format.toString().equals(text)) {
        return format;
      }
    }
    throw new TypeConversionException(
        "there is no format " + text + ", only movielens, csv and online-retail");
  }
}
