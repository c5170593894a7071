package io.hindsight.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields of an event as they stand in JSON: path to type. Java's names of types do not show.
 */
final class WireShape {
  private static final Set<Class<?>> INTEGERS =
      Set.of(int.class, Integer.class, long.class, Long.class);
  private static final Set<Class<?>> NUMBERS =
      Set.of(double.class, Double.class, float.class, Float.class, BigDecimal.class);

  private final SortedMap<String, String> fields = new TreeMap<>();

  private WireShape() {}

  static SortedMap<String, String> of(Class<?> event) {
    WireShape shape = new WireShape();
    shape.addRecord("", event);
    return shape.fields;
  }

  private void addRecord(String path, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
      add(name, component.getGenericType());
    }
  }

  private void add(String path, Type type) {
    if (type instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      Type[] arguments = generic.getActualTypeArguments();
      if (Collection.class.isAssignableFrom(raw)) {
        add(path + "[]", arguments[0]);
      } else if (Map.class.isAssignableFrom(raw)) {
        add(path + ".*", arguments[1]);
      } else {
        throw new IllegalStateException(path + " has a type without a form in JSON: " + type);
      }
      return;
    }
    Class<?> plain = (Class<?>) type;
    Type value = jsonValue(plain);
    if (value != null) {
      add(path, value);
    } else if (plain.isRecord()) {
      addRecord(path, plain);
    } else {
      fields.put(path, leaf(path, plain));
    }
  }

  private static String leaf(String path, Class<?> type) {
    if (type == String.class || type.isEnum()) {
      return "string";
    }
    if (type == Instant.class) {
      return "instant";
    }
    if (INTEGERS.contains(type)) {
      return "integer";
    }
    if (NUMBERS.contains(type)) {
      return "number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    throw new IllegalStateException(path + " has a type without a form in JSON: " + type);
  }

  private static Type jsonValue(Class<?> type) {
    for (Method method : type.getDeclaredMethods()) {
      if (isJsonValue(method)) {
        return method.getGenericReturnType();
      }
    }
    for (Field field : type.getDeclaredFields()) {
      if (isJsonValue(field)) {
        return field.getGenericType();
      }
    }
    return null;
  }

  private static boolean isJsonValue(AnnotatedElement element) {
    return element.isAnnotationPresent(JsonValue.class);
  }
}
