// Runs in any browser, so it is written for the oldest: says in one sentence what is missing, and sets window.canRun.
(function () {
  function hasBasics() {
    return (
      window.WebAssembly && window.Worker && window.Blob && window.URL && window.Promise && window.BigInt &&
      window.WeakRef && window.DecompressionStream && "content" in document.createElement("template")
    );
  }
  // Reference types, exceptions in WebAssembly, and class static blocks.
  function isModern() {
    var references = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 111, 0];
    var exceptions = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11];
    try {
      new Function("class A { static {} }");
    } catch (error) {
      return false;
    }
    return WebAssembly.validate(new Uint8Array(references)) && WebAssembly.validate(new Uint8Array(exceptions));
  }
  function say(sentence) {
    var place = document.getElementById("trouble");
    place.innerText = sentence;
    place.textContent = sentence;
  }
  if (!hasBasics()) {
    say("这个浏览器太旧，或者正在兼容模式（IE内核），这里用不了。请切换到极速模式，或者换一个浏览器打开；需要哪些版本，见本页最下面。");
  } else if (NEEDS_MODERN && !isModern()) {
    say("这个浏览器的内核旧了，这一份用不了。请换一个浏览器，或者向区里要“" + OTHER_PAGE + "”（给旧浏览器的，功能一样）。");
  } else {
    window.canRun = true;
  }
})();
