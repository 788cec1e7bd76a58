package io.narsil.study.own;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;

/** A question of a search of the user's own, one line each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OwnRequest.Values.class, name = "candidate"),
    @JsonSubTypes.Type(value = OwnRequest.Draw.class, name = "draw"),
    @JsonSubTypes.Type(value = OwnRequest.Hand.class, name = "by_hand")
})
sealed interface OwnRequest {
    /**
     * What are these values?
     *
     * @param values value of each parameter by its name
     */
    record Values(Map<String, String> values) implements OwnRequest {}

    /**
     * Which candidates are within a budget?
     *
     * @param budget name of the budget
     * @param count number of them, spread evenly
     * @param seed seed of their choice
     */
    record Draw(String budget, int count, long seed) implements OwnRequest {}

    /**
     * What would a person take by hand?
     *
     * @param budget name of the budget
     */
    record Hand(String budget) implements OwnRequest {}
}
