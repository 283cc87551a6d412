define([], function () {
  return {
    paint: function ($element) {
      $element.text("Hello");
    }
  };
});
