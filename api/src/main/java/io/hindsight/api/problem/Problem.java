package io.hindsight.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 problem detail with our members.
 *
 * @param code stable, in kebab case
 * @param remedy what to do about it
 * @param field the field or parameter that is wrong
 * @param wanted the position that was waited for
 * @param reached the position that was reached
 * @param resumeFrom index of the first record of a stream whose storage is not certain
 * @param traceId under which the request is found in traces and logs
 */
@Schema(name = "Problem", description = "An RFC 9457 problem detail.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    String remedy,
    @Nullable String field,
    @Nullable Long wanted,
    @Nullable Long reached,
    @Nullable Long resumeFrom,
    @Nullable String traceId) {

  public static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(int status, String code, String detail, String remedy, @Nullable String trace) {
    return new Problem(
        "urn:hindsight:problem:" + code,
        title(code),
        status,
        detail,
        code,
        remedy,
        null,
        null,
        null,
        null,
        trace);
  }

  static Problem of(ApiProblem e, @Nullable String trace) {
    return new Problem(
        "urn:hindsight:problem:" + e.code(),
        title(e.code()),
        e.status().value(),
        e.detail(),
        e.code(),
        e.remedy(),
        e.field(),
        e.wanted(),
        e.reached(),
        e.resumeFrom(),
        trace);
  }

  private static String title(String code) {
    String words = code.replace('-', ' ').replaceFirst("^json\\b", "JSON");
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
