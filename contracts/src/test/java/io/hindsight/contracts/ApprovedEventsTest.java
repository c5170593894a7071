package io.hindsight.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.log.EventTypes;
import io.hindsight.contracts.log.MessageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stored events are read for ever, so what was approved once must go on reading. The directory
 * {@code approved} holds a file for each revision of each event, {@code NAME.REVISION.json}, and
 * one more, {@code NAME.REVISION.2.json} and so on, each time fields were added to it.
 *
 * <p>New events, revisions and added fields are approved by {@code ./mvnw -pl contracts
 * -Dtest=ApprovedEventsTest -Dhindsight.approve=true test}, which writes files and never changes
 * one. A removed, renamed or retyped field cannot be approved: raise the revision in EventTypes,
 * and write an upcaster.
 */
class ApprovedEventsTest {
  private static final Path APPROVED =
      Path.of(System.getProperty("hindsight.root", ".."), "contracts/src/test/resources/approved");
  private static final boolean APPROVE = Boolean.getBoolean("hindsight.approve");
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultVisibility(
              all ->
                  all.withFieldVisibility(Visibility.ANY)
                      .withGetterVisibility(Visibility.NONE)
                      .withIsGetterVisibility(Visibility.NONE))
          .changeDefaultPropertyInclusion(
              old -> old.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  static List<MessageType> types() {
    return EventTypes.all();
  }

  @Test
  void everyEventOfEveryStreamHasANameAndASample() {
    List<String> registered =
        types().stream().map(type -> type.javaClass().getName()).sorted().toList();
    List<String> declared =
        types().stream()
            .flatMap(type -> Arrays.stream(type.javaClass().getInterfaces()))
            .distinct()
            .flatMap(ApprovedEventsTest::events)
            .map(Class::getName)
            .distinct()
            .sorted()
            .toList();
    assertThat(registered).isEqualTo(declared);
    assertThat(types()).extracting(MessageType::name).doesNotHaveDuplicates();
    assertThat(SampleEvents.all().stream().map(event -> event.getClass().getName()).sorted())
        .isEqualTo(registered);
  }

  /** A stream's events may be grouped by interfaces of their own. */
  private static Stream<Class<?>> events(Class<?> stream) {
    return stream.isSealed()
        ? Arrays.stream(stream.getPermittedSubclasses()).flatMap(ApprovedEventsTest::events)
        : Stream.of(stream);
  }

  @ParameterizedTest
  @MethodSource("types")
  void fieldsOfAnApprovedRevisionStayAsTheyAre(MessageType type) throws IOException {
    SortedMap<String, String> today = WireShape.of(type.javaClass());
    SortedMap<String, String> approved = approvedFields(type);

    assertThat(today)
        .as("%s revision %d: what was approved must stay", type.name(), type.revision())
        .containsAllEntriesOf(approved);
    if (!today.equals(approved) && APPROVE) {
      approve(type, today);
      approved = approvedFields(type);
    }
    assertThat(today)
        .as("%s revision %d has fields that are to be approved", type.name(), type.revision())
        .isEqualTo(approved);
  }

  @ParameterizedTest
  @MethodSource("types")
  void approvedSamplesOfTheCurrentRevisionRead(MessageType type) throws IOException {
    for (Path file : files(type)) {
      JsonNode sample = MAPPER.readTree(Files.readString(file)).required("sample");
      Object event = MAPPER.treeToValue(sample, type.javaClass());
      assertThat(MAPPER.writeValueAsString(event))
          .as("%s", file)
          .isEqualTo(MAPPER.writeValueAsString(sample));
    }
  }

  @Test
  void everyRevisionThatEverWasIsApproved() throws IOException {
    for (MessageType type : types()) {
      for (int revision = 1; revision <= type.revision(); revision++) {
        assertThat(APPROVED.resolve(type.name() + "." + revision + ".json")).isRegularFile();
      }
    }
    try (Stream<Path> files = Files.list(APPROVED)) {
      Map<String, Integer> known =
          types().stream().collect(Collectors.toMap(MessageType::name, MessageType::revision));
      assertThat(files)
          .allSatisfy(
              file -> {
                JsonNode approved = MAPPER.readTree(Files.readString(file));
                assertThat(known).containsKey(approved.required("event").asString());
                assertThat(approved.required("revision").asInt())
                    .isLessThanOrEqualTo(known.get(approved.required("event").asString()));
              });
    }
  }

  private static SortedMap<String, String> approvedFields(MessageType type) throws IOException {
    SortedMap<String, String> fields = new TreeMap<>();
    for (Path file : files(type)) {
      MAPPER
          .readTree(Files.readString(file))
          .required("fields")
          .propertyStream()
          .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
    }
    return fields;
  }

  private static List<Path> files(MessageType type) throws IOException {
    String name = (type.name() + "." + type.revision()).replace(".", "\\.");
    try (Stream<Path> files = Files.list(APPROVED)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name + "(\\.\\d+)?\\.json"))
          .sorted()
          .toList();
    }
  }

  private static void approve(MessageType type, SortedMap<String, String> fields)
      throws IOException {
    Object sample =
        SampleEvents.all().stream()
            .filter(event -> event.getClass() == type.javaClass())
            .findFirst()
            .orElseThrow();
    Map<String, Object> approved = new LinkedHashMap<>();
    approved.put("event", type.name());
    approved.put("revision", type.revision());
    approved.put("fields", fields);
    approved.put("sample", MAPPER.valueToTree(sample));
    int earlier = files(type).size();
    Path file =
        APPROVED.resolve(
            type.name()
                + "."
                + type.revision()
                + (earlier == 0 ? "" : "." + (earlier + 1))
                + ".json");
    String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(approved);
    Files.writeString(
        file, text.replace(System.lineSeparator(), "\n") + "\n", StandardOpenOption.CREATE_NEW);
  }
}
