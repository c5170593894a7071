package io.hindsight.command.log;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.time.Instants;
import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.module.SimpleModule;

/** How stored messages look in JSON. What is stored must be readable for ever: change with care. */
public final class EventMapper {
  private EventMapper() {}

  public static JsonMapper create() {
    JsonMapper.Builder builder = JsonMapper.builder();
    configure(builder);
    return builder.build();
  }

  public static void configure(JsonMapper.Builder mapper) {
    configureByReflection(mapper);
    mapper.addModule(new SimpleModule("receipts").addSerializer(new ReceiptWriter()));
  }

  /** Everything as its record says. */
  static void configureByReflection(JsonMapper.Builder mapper) {
    // Fields only: a saga has no getters, and a handy isX() on a record is no part of the event.
    mapper.changeDefaultVisibility(
        all ->
            all.withFieldVisibility(Visibility.ANY)
                .withGetterVisibility(Visibility.NONE)
                .withIsGetterVisibility(Visibility.NONE));
    mapper.changeDefaultPropertyInclusion(
        old -> old.withValueInclusion(JsonInclude.Include.NON_NULL));
    mapper.disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS);
    mapper.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
    // An upcaster sees the event as a tree; there a price must keep its digits as well.
    mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    mapper.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    // Fields are only ever added: an old event reads with the new field's default, and a newer
    // event reads in an older program.
    mapper.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    mapper.addModule(new SimpleModule("times").addDeserializer(Instant.class, new QuickInstants()));
    // A ReplayToken holds tokens by class name; without this it is written but not read back.
    mapper.polymorphicTypeValidator(
        BasicPolymorphicTypeValidator.builder()
            .allowIfSubType("org.axonframework.eventhandling.")
            .build());
  }

  /** Every event holds a time or two. */
  private static final class QuickInstants extends StdDeserializer<Instant> {
    QuickInstants() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        try {
          return Instants.parse(parser.getString());
        } catch (DateTimeException e) {
          // Jackson knows more forms, and how to name what is none.
        }
      }
      return InstantDeserializer.INSTANT.deserialize(parser, context);
    }
  }
}
