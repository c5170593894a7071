package io.hindsight.api.json;

import io.hindsight.api.problem.ApiProblem;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.intake.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;

/** Reads whole bodies, record by record. */
public final class Bodies {
  private Bodies() {}

  /**
   * Reads one object or an array of them. Nothing may be stored before this has returned: only then
   * is it known that the body was JSON to its end.
   *
   * @return whether it was one object
   */
  public static <D> boolean json(
      InputStream body, long maxBytes, int maxRecords, RecordParser<D> records, Sink<D> sink) {
    return guarded(
        () -> {
          try (JsonParser parser = StrictJson.parse(new LimitedInput(body, maxBytes))) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
              array(parser, maxRecords, records, sink);
            } else if (first == JsonToken.START_OBJECT) {
              record(parser, 0, records, sink);
            } else if (first == null) {
              throw ApiProblem.badRequest(
                  "body-missing", "The request has no body.", "Send a JSON object.");
            } else {
              throw ApiProblem.badRequest(
                  "body-type-wrong",
                  "The body is " + Values.kind(first) + ".",
                  "Send a JSON object, or an array of objects.");
            }
            requireEnd(parser);
            return first == JsonToken.START_OBJECT;
          }
        });
  }

  /** Reads exactly one object, or says what is wrong with it. */
  public static <D> D one(InputStream body, long maxBytes, RecordParser<D> records) {
    return guarded(
        () -> {
          try (JsonParser parser = StrictJson.parse(new LimitedInput(body, maxBytes))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
              throw ApiProblem.badRequest(
                  "body-type-wrong", "The body is not a JSON object.", "Send one JSON object.");
            }
            Fields fields = new Fields(parser, 0);
            D read = records.parse(fields, 0);
            Rejection rejection = fields.rejection();
            requireEnd(parser);
            if (rejection != null) {
              throw ApiProblem.of(rejection);
            }
            return read;
          }
        });
  }

  /** Reads one object a line; a line that is none costs only itself. */
  public static <D> void ndjson(
      InputStream body, int maxLine, RecordParser<D> records, Sink<D> sink) {
    Lines lines = new Lines(body, maxLine);
    long index = 0;
    while (nextLine(lines)) {
      if (lines.isTooLong()) {
        sink.bad(
            rejection(
                index++,
                "line-too-long",
                "the line is longer than " + maxLine + " bytes",
                "send shorter records"));
      } else if (!lines.isBlank()) {
        line(lines, index++, records, sink);
      }
    }
  }

  private static boolean nextLine(Lines lines) {
    try {
      return lines.next();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static <D> void line(Lines lines, long index, RecordParser<D> records, Sink<D> sink) {
    Fields fields;
    D read;
    try (JsonParser parser = StrictJson.parse(lines.bytes(), lines.from(), lines.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        sink.bad(notAnObject(index, parser.currentToken()));
        return;
      }
      fields = new Fields(parser, index);
      read = records.parse(fields, index);
      if (parser.nextToken() != null) {
        sink.bad(
            rejection(
                index,
                "json-trailing",
                "something follows the object on its line",
                "one object a line"));
        return;
      }
    } catch (JacksonException e) {
      sink.bad(
          rejection(
              index,
              code(e),
              "the line is not well-formed JSON at column " + column(e),
              "send one JSON object a line, encoded in UTF-8"));
      return;
    }
    deliver(fields, read, sink);
  }

  private static <D> void array(
      JsonParser parser, int maxRecords, RecordParser<D> records, Sink<D> sink) {
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (index == maxRecords) {
        throw new ApiProblem(
            HttpStatus.CONTENT_TOO_LARGE,
            "too-many-records",
            "The array has more than " + maxRecords + " elements; none of them was stored.",
            "Send at most " + maxRecords + ", or stream application/x-ndjson, one object a line.");
      }
      record(parser, index++, records, sink);
    }
  }

  private static <D> void record(
      JsonParser parser, long index, RecordParser<D> records, Sink<D> sink) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      sink.bad(notAnObject(index, parser.currentToken()));
      parser.skipChildren();
      return;
    }
    Fields fields = new Fields(parser, index);
    deliver(fields, records.parse(fields, index), sink);
  }

  private static <D> void deliver(Fields fields, D read, Sink<D> sink) {
    Rejection rejection = fields.rejection();
    if (rejection == null) {
      sink.good(read);
    } else {
      sink.bad(rejection);
    }
  }

  private static void requireEnd(JsonParser parser) {
    if (parser.nextToken() != null) {
      throw ApiProblem.badRequest(
          "json-trailing",
          "Something follows the JSON value; nothing was stored.",
          "Send one JSON value, or application/x-ndjson for many.");
    }
  }

  private static <T> T guarded(Supplier<T> read) {
    try {
      return read.get();
    } catch (JacksonIOException e) {
      throw unreadable(e.getCause());
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  private static ApiProblem malformed(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return code(e).equals("json-limits")
        ? ApiProblem.badRequest(
            "json-limits",
            "The JSON is nested too deeply, or holds too long a name, text or number" + where + ".",
            "Nest at most %d levels; texts have at most %d characters."
                .formatted(StrictJson.MAX_DEPTH, StrictJson.MAX_STRING))
        : ApiProblem.badRequest(
            "json-malformed",
            "The body is not well-formed JSON" + where + "; nothing was stored.",
            "Send JSON encoded in UTF-8.");
  }

  private static String code(JacksonException e) {
    return e instanceof StreamConstraintsException ? "json-limits" : "json-malformed";
  }

  private static int column(JacksonException e) {
    return e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
  }

  private static ApiProblem unreadable(@Nullable IOException e) {
    return e instanceof SocketTimeoutException
        ? new ApiProblem(
            HttpStatus.REQUEST_TIMEOUT,
            "body-too-slow",
            "The body did not arrive in time.",
            "Send it without pauses; what was stored before is recognised when sent again.")
        : ApiProblem.badRequest(
            "body-truncated",
            "The body ended before its announced end.",
            "Send it again as a whole; what was stored before is recognised.");
  }

  static ApiProblem tooLarge(long limit) {
    return new ApiProblem(
        HttpStatus.CONTENT_TOO_LARGE,
        "body-too-large",
        "The body is larger than " + limit + " bytes; nothing of it was stored.",
        "Send less at once, or stream application/x-ndjson, one object a line, without a limit.");
  }

  private static Rejection notAnObject(long index, JsonToken token) {
    return rejection(
        index, "record-not-object", "the record is " + Values.kind(token), "send a JSON object");
  }

  private static Rejection rejection(long index, String code, String message, String remedy) {
    return new Rejection(index, null, new Refusal(code, message, remedy));
  }
}
