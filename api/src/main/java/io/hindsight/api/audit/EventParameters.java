package io.hindsight.api.audit;

import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.EventTypes;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.MessageType;
import io.hindsight.contracts.log.Stream;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which events an auditor wants to see. All that is given must apply.
 *
 * @param stream the whole name of a stream, such as item/lamp-7
 * @param user whom they are about, as the client names them
 * @param subject the same, by subject id
 * @param item which item they name; lists that show it, too
 * @param type stable names, such as catalog.ItemListed
 * @param from recorded at this time or later, ISO 8601
 * @param until recorded before this time
 * @param traceId of the request that brought them
 * @param after behind this position: the next of the page before
 * @param upTo up to this position
 * @param limit how many at most, 1 to 1000
 * @param form readable (payload and metadata as JSON) or stored (as the very texts that are hashed)
 */
record EventParameters(
    @Nullable String stream,
    @Nullable String user,
    @Nullable String subject,
    @Nullable String item,
    @Nullable List<String> type,
    @Nullable String from,
    @Nullable String until,
    @Nullable String traceId,
    @Nullable String after,
    @Nullable String upTo,
    @Schema(defaultValue = "100") @Nullable String limit,
    @Schema(
            defaultValue = "readable",
            allowableValues = {"readable", "stored"})
        @Nullable String form) {
  static final int MOST = 1_000;
  private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern STREAM =
      Pattern.compile("profile/[A-Za-z0-9_-]{22}|(?!profile/)[a-z]{1,30}/[^\\p{Cntrl}]{1,220}");
  private static final Set<String> KNOWN =
      EventTypes.all().stream()
          .map(MessageType::name)
          .collect(Collectors.toCollection(TreeSet::new));
  private static final int DEFAULT = 100;

  EventFilter filter() {
    Instant first = Named.time("from", from);
    Instant last = Named.time("until", until);
    if (first != null && last != null && !first.isBefore(last)) {
      throw ApiProblem.badParameter(
          "until",
          "range-inverted",
          "until is not later than from.",
          "Give a later time, or leave one of them out.");
    }
    if (user != null && subject != null) {
      throw ApiProblem.badParameter(
          "subject",
          "parameters-conflict",
          "Both user and subject are given.",
          "Give one of them: a user's events name the subject.");
    }
    return new EventFilter(
        streamName(),
        shaped("subject", subject, SUBJECT, "the 22 letters of a subject id", SubjectId::new),
        Named.optionalId("item", item, ItemId::new),
        types(),
        first,
        last,
        shaped("traceId", traceId, TRACE, "32 hex digits", text -> text));
  }

  /** The log keeps what was asked for: nobody's name must get there by way of a question. */
  private static <T> @Nullable T shaped(
      String name, @Nullable String value, Pattern shape, String right, Function<String, T> make) {
    if (value == null) {
      return null;
    }
    if (!shape.matcher(value).matches()) {
      throw ApiProblem.badParameter(
          name, "parameter-invalid", name + " is none.", "Give " + right + ".");
    }
    return make.apply(value);
  }

  /** Where a list that shares an event with others is named, it is that event's stream. */
  private static String ofEvent(String stream) {
    String lists = Stream.RECOMMENDATION + "/";
    return stream.startsWith(lists)
        ? Stream.of(new RecommendationId(stream.substring(lists.length()))).name()
        : stream;
  }

  private @Nullable String streamName() {
    String right = "a kind and an id, such as item/lamp-7; a profile's is a subject id";
    return shaped("stream", stream, STREAM, right, EventParameters::ofEvent);
  }

  private Set<String> types() {
    Set<String> types = new HashSet<>(type == null ? List.of() : type);
    if (!KNOWN.containsAll(types)) {
      throw ApiProblem.badParameter(
          "type",
          "parameter-invalid",
          "type is no name of an event.",
          "Give some of " + String.join(", ", KNOWN) + ", with commas between them.");
    }
    return types;
  }

  @Nullable UserId whose() {
    return Named.optionalId("user", user, UserId::new);
  }

  LogPosition start() {
    LogPosition position = Named.position("after", after);
    return position == null ? LogPosition.START : position;
  }

  @Nullable LogPosition end() {
    LogPosition end = Named.position("upTo", upTo);
    if (end != null && end.compareTo(start()) < 0) {
      throw ApiProblem.badParameter(
          "upTo",
          "range-inverted",
          "upTo lies before after.",
          "Give a later position, or leave one of them out.");
    }
    return end;
  }

  int most() {
    Integer most = Named.whole("limit", limit, 1, MOST);
    return most == null ? DEFAULT : most;
  }

  boolean isStored() {
    if (form == null || form.equals("readable") || form.equals("stored")) {
      return "stored".equals(form);
    }
    throw ApiProblem.badParameter(
        "form", "parameter-invalid", "There is no such form.", "Give readable or stored.");
  }

  /** What the record of this read says: everything but who the user is. */
  Map<String, String> about() {
    Map<String, String> about = new TreeMap<>();
    put(about, "stream", stream);
    put(about, "subjectId", subject);
    put(about, "itemId", item);
    put(about, "type", type == null || type.isEmpty() ? null : String.join(",", type));
    put(about, "from", from);
    put(about, "until", until);
    put(about, "traceId", traceId);
    put(about, "after", after);
    put(about, "upTo", upTo);
    put(about, "limit", limit);
    put(about, "form", form);
    return about;
  }

  private static void put(Map<String, String> about, String name, @Nullable String value) {
    if (value != null) {
      about.put(name, value);
    }
  }
}
